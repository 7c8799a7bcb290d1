'use client'

import { useState } from 'react'
import { FileDrop, type UploadedFile } from './file-drop.client'

interface StagedFilesProps {
  label: string
  help?: string
  camera?: boolean
}

/** A file drop inside a plain form: what has arrived goes along as `files[]`, the numbers of the uploads. */
export function StagedFiles({ label, help, camera }: StagedFilesProps) {
  const [files, setFiles] = useState<readonly UploadedFile[]>([])
  return (
    <>
      <FileDrop
        label={label}
        help={help}
        camera={camera}
        onUploaded={(file) => setFiles((all) => [...all, file])}
        onRemoved={(file) => setFiles((all) => all.filter((one) => one.uploadId !== file.uploadId))}
      />
      {files.map((file) => (
        <input key={file.uploadId} type="hidden" name="files[]" value={file.uploadId} />
      ))}
    </>
  )
}
