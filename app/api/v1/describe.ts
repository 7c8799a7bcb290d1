import { z } from 'zod'
import type { Endpoint } from './endpoint'
import { bodySchema } from './openapi'

type Schema = {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly format?: string
  readonly description?: string
}

export type Field = {
  readonly name: string
  readonly place: '查询' | '正文'
  readonly type: string
  readonly required: boolean
  readonly description: string
}

/** A type in a few words; what is inside an object stands in the example and in openapi.json. */
const typeOf = (schema: Schema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(typeOf).filter((word) => word !== '""'))].join(' | ')
  if (schema.type === 'array') return `${schema.items ? typeOf(schema.items) : 'any'}[]`
  return schema.format === 'date' ? 'date' : (schema.type ?? 'any')
}

const fieldsIn = (schema: unknown, place: Field['place']): Field[] => {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, Schema>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    place,
    type: typeOf(property),
    required: required.includes(name),
    description: property.description ?? '',
  }))
}

export const fieldsOf = (endpoint: Endpoint): readonly Field[] => [
  ...(endpoint.query ? fieldsIn(z.toJSONSchema(endpoint.query, { io: 'input', unrepresentable: 'any' }), '查询') : []),
  ...fieldsIn(bodySchema(endpoint), '正文'),
]

/** A request to copy. Single quotes of JSON text would end the shell's; the examples have none. */
export const curlOf = (endpoint: Endpoint): string => {
  const path = endpoint.path.replace(/\{\w+\}/g, '12')
  const query = endpoint.bytes === 'upload' ? '?name=%E9%AA%8C%E6%94%B6%E5%8D%95.pdf' : ''
  const parts = [
    `curl${endpoint.method === 'GET' ? '' : ` -X ${endpoint.method}`} "$LUOSHI/api/v1${path}${query}"`,
    `-H "Authorization: Bearer $TOKEN"`,
    ...(endpoint.bytes === 'upload' ? ['--data-binary @验收单.pdf'] : []),
    ...(endpoint.bytes === 'download' ? ['-OJ'] : []),
    ...(endpoint.example
      ? ['-H "Content-Type: application/json"', `-d '${JSON.stringify(endpoint.example, null, 2)}'`]
      : []),
  ]
  return parts.join(' \\\n  ')
}
