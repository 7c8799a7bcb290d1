import { z } from 'zod'
import type { Endpoint } from './endpoint'
import { endpoints } from './endpoints'
import { problemCodes } from './problem'

type Json = { [key: string]: unknown }

/** JSON Schema of what one sends (`input`) or gets (`output`); what only code can say, such as a refinement, is left to the 422. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return rest
}

const pathNames = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] as string)

/** A command's input without what the address already says. */
export const bodySchema = (endpoint: Endpoint): Json | null => {
  if (!endpoint.input) return null
  const schema = schemaOf(endpoint.input, 'input')
  const inPath = new Set(pathNames(endpoint.path))
  const properties = Object.entries((schema.properties ?? {}) as Json).filter(([name]) => !inPath.has(name))
  if (properties.length === 0) return null
  // A preprocessed field is described as required even where it takes nothing for an answer.
  const shape = endpoint.input instanceof z.ZodObject ? (endpoint.input.shape as Record<string, z.ZodType>) : {}
  const required = ((schema.required ?? []) as string[]).filter(
    (name) => !inPath.has(name) && shape[name]?.safeParse(undefined).success !== true,
  )
  return { ...schema, properties: Object.fromEntries(properties), required }
}

const parametersOf = (endpoint: Endpoint): Json[] => {
  const shape = endpoint.query ? schemaOf(endpoint.query, 'input') : {}
  const required = new Set((shape.required ?? []) as string[])
  return [
    ...pathNames(endpoint.path).map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'integer', minimum: 1 },
    })),
    ...Object.entries((shape.properties ?? {}) as Record<string, Json>).map(([name, { description, ...schema }]) => ({
      name,
      in: 'query',
      required: required.has(name),
      ...(description ? { description } : {}),
      schema,
    })),
    ...(endpoint.method === 'POST' && !endpoint.bytes ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ]
}

const requestBodyOf = (endpoint: Endpoint): Json | null => {
  if (endpoint.bytes === 'upload') {
    return { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
  }
  const schema = bodySchema(endpoint)
  if (!schema) return null
  return {
    required: ((schema.required ?? []) as string[]).length > 0,
    content: { 'application/json': { schema, ...(endpoint.example ? { example: endpoint.example } : {}) } },
  }
}

const successOf = (endpoint: Endpoint): Json => ({
  description: '成功',
  content:
    endpoint.bytes === 'download'
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: endpoint.result ? schemaOf(endpoint.result, 'output') : { type: 'object' } } },
})

/** `POST /tasks/{taskId}/close` → `postTasksClose`; a number in the path is told by `By`. */
export const operationId = ({ method, path }: Endpoint): string =>
  method.toLowerCase() +
  path
    .split('/')
    .filter(Boolean)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1]
      const words = (name ? `by-${name}` : part).split('-')
      return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
    })
    .join('')

const operationOf = (endpoint: Endpoint): Json => {
  const body = requestBodyOf(endpoint)
  const parameters = parametersOf(endpoint)
  return {
    operationId: operationId(endpoint),
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: {
      [String(endpoint.status)]: successOf(endpoint),
      '401': { $ref: '#/components/responses/Problem' },
      '404': { $ref: '#/components/responses/Problem' },
      '429': { $ref: '#/components/responses/TooMany' },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: '说明发生了什么、该怎么办' },
    instance: { type: 'string' },
    code: { type: 'string', enum: [...new Set(problemCodes.map((entry) => entry.code))].toSorted() },
    requestId: { type: 'string', description: '本次请求的编号，操作记录中可查' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'detail'],
        properties: { field: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
} as const

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

/** OpenAPI 3.1 of the whole table. */
export const openApi = (): Json => {
  const paths: Record<string, Record<string, Json>> = {}
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '落实 API',
      version: '1',
      description:
        '与页面执行同样的命令、受同样的权限约束。写操作须带上读到的 version，他人已更新时返回 409（stale）；错误为 RFC 9457 问题文档。',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    tags: [...new Set(endpoints.map((endpoint) => endpoint.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: '在“个人设置”中新建，或用命令行 luoshi token 生成' },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: '同一个键在 24 小时内只执行一次，重发时得到同样的回答',
          schema: { type: 'string', minLength: 1, maxLength: 200 },
        },
      },
      schemas: { Problem: problemSchema },
      responses: {
        Problem: { description: '没有成功，见 code 与 detail', content: problemContent },
        TooMany: {
          description: '请求过于频繁',
          headers: { 'Retry-After': { description: '多少秒之后再试', schema: { type: 'integer' } } },
          content: problemContent,
        },
      },
    },
  }
}
