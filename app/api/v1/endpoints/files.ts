import { uploadQuery } from '@/lib/input/api'
import { fileStore } from '@/lib/platform/file-store'
import { serveFile } from '@/lib/platform/serve-file'
import { getEvidenceFile, getPlanSourceFile } from '@/lib/queries/get-stored-file'
import { type Call, type Endpoint, read } from '../endpoint'
import { uploaded } from '../results'
import { upload } from '../upload'

const tag = '文件'

const download = (
  path: string,
  calls: string,
  summary: string,
  find: (call: Call) => ReturnType<typeof getEvidenceFile>,
) => ({
  ...read(path, calls, { tag, summary }, async (call) => {
    const file = await find(call)
    return file && serveFile(fileStore(), file, call.request)
  }),
  bytes: 'download' as const,
})

export const fileEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/uploads',
    tag,
    summary: '上传一个文件：正文即文件内容，须带 Content-Length；一天内由保存佐证或导入规划取用',
    calls: 'upload',
    query: uploadQuery,
    bytes: 'upload',
    status: 201,
    result: uploaded,
    handle: upload,
  },
  download('/evidence/{evidenceId}/file', 'getEvidenceFile', '下载佐证材料', ({ read: ctx, ids }) =>
    getEvidenceFile(ctx, ids.evidenceId as number),
  ),
  download('/plans/{planId}/source', 'getPlanSourceFile', '下载规划原文', ({ read: ctx, ids }) =>
    getPlanSourceFile(ctx, ids.planId as number),
  ),
]
