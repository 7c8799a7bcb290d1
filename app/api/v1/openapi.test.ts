import { expect, test } from 'vitest'
import { endpoints } from './endpoints'
import { bodySchema, openApi, operationId } from './openapi'

type Node = { readonly [key: string]: unknown }

const document = JSON.parse(JSON.stringify(openApi())) as Node & {
  paths: Record<
    string,
    Record<string, Node & { parameters?: Node[]; responses: Record<string, Node>; requestBody?: Node }>
  >
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

const resolve = (reference: string): unknown =>
  reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>(
      (node, part) => (node as Node | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    )

const references = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(references)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : references(value),
  )
}

test('every row of the table is described once, under its own name', () => {
  expect(operations).toHaveLength(endpoints.length)
  expect(operations.length).toBeGreaterThan(40)
  const names = endpoints.map(operationId)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/)
  expect(document.openapi).toBe('3.1.0')
})

test('every reference leads somewhere', () => {
  const all = references(document)
  expect(all.length).toBeGreaterThan(100)
  for (const reference of all) {
    expect(reference).toMatch(/^#\//)
    expect(resolve(reference), reference).toBeTypeOf('object')
  }
})

test.each(operations)(
  '$method $path declares its path parameters, its body and its answers',
  ({ path, method, operation }) => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1])
    const declared = (operation.parameters ?? []).map((entry) =>
      typeof entry.$ref === 'string' ? (resolve(entry.$ref) as Node) : entry,
    )
    expect(declared.filter((entry) => entry.in === 'path').map((entry) => entry.name)).toEqual(inPath)
    const keys = declared.map((entry) => `${entry.in} ${entry.name}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const entry of declared) expect(entry.schema, String(entry.name)).toBeTypeOf('object')
    const answers = Object.keys(operation.responses)
    expect(answers.filter((status) => status.startsWith('2'))).toHaveLength(1)
    expect(answers).toEqual(expect.arrayContaining(['401', '404', '429', 'default']))
    if (method === 'get') expect(operation.requestBody).toBeUndefined()
  },
)

test('what stands in the address is not asked for again in the body, and examples name what is asked', () => {
  for (const endpoint of endpoints) {
    const schema = bodySchema(endpoint)
    const properties = Object.keys((schema?.properties ?? {}) as Node)
    for (const [, name] of endpoint.path.matchAll(/\{(\w+)\}/g)) expect(properties).not.toContain(name)
    const given = Object.keys(endpoint.example ?? {})
    for (const name of given) expect(properties, operationId(endpoint)).toContain(name)
    for (const name of (schema?.required ?? []) as string[]) expect(given, operationId(endpoint)).toContain(name)
  }
})

test('every example is accepted by the command that it is for', () => {
  for (const endpoint of endpoints) {
    if (!endpoint.input) continue
    const ids = Object.fromEntries([...endpoint.path.matchAll(/\{(\w+)\}/g)].map((found) => [found[1], 1]))
    const parsed = endpoint.input.safeParse({ ...endpoint.example, ...ids })
    expect(parsed.error?.issues ?? [], operationId(endpoint)).toEqual([])
  }
})

test('numbers and dates are described as such although forms send them as text', () => {
  const milestones = endpoints.find((endpoint) => endpoint.path === '/tasks/{taskId}/milestones')
  const schema =
    milestones &&
    (bodySchema(milestones) as { properties: { version: Node; milestones: { items: { properties: Node } } } })
  expect(schema?.properties.version).toMatchObject({ type: 'integer' })
  expect(schema?.properties.milestones.items.properties.dueOn).toMatchObject({ type: 'string', format: 'date' })
})
