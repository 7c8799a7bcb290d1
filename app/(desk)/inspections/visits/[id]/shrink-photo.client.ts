const LONGEST = 2048
const QUALITY = 0.82

/**
 * A photo as JPEG of at most 2048 px, made on the device: a third of a megabyte instead of six. Smaller ones and what the
 * browser cannot draw stay as they are. The time is the file's own, because drawing takes the camera's notes away.
 */
export const shrinkPhoto = async (file: File): Promise<{ blob: Blob; name: string; takenAt: string }> => {
  const takenAt = new Date(file.lastModified || Date.now()).toISOString()
  const unchanged = { blob: file, name: file.name, takenAt }
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return unchanged
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
  if (!blob || (scale === 1 && blob.size >= file.size)) return unchanged
  return { blob, name: `${file.name.replace(/\.[^.]*$/, '')}.jpg`, takenAt }
}
