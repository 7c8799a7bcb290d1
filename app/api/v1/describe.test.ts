import { expect, test } from 'vitest'
import { curlOf, fieldsOf } from './describe'
import { endpoints } from './endpoints'

const at = (method: string, path: string) => {
  const found = endpoints.find((endpoint) => endpoint.method === method && endpoint.path === path)
  if (!found) throw new Error(`no ${method} ${path}`)
  return found
}

test('a request to copy carries the token, the type and the example', () => {
  expect(curlOf(at('POST', '/tasks/{taskId}/close'))).toBe(
    [
      'curl -X POST "$LUOSHI/api/v1/tasks/12/close" \\',
      '  -H "Authorization: Bearer $TOKEN" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '{\n  "version": 7\n}'`,
    ].join('\n'),
  )
  for (const endpoint of endpoints) expect(JSON.stringify(endpoint.example ?? {})).not.toContain("'")
})

test('fields say their type in a few words and whether they are needed', () => {
  expect(fieldsOf(at('GET', '/plans'))).toContainEqual({
    name: 'state',
    place: '查询',
    type: 'draft | active | archived',
    required: false,
    description: '',
  })
  expect(fieldsOf(at('POST', '/tasks/acknowledge'))).toEqual([
    { name: 'taskIds', place: '正文', type: 'integer[]', required: true, description: '' },
  ])
  const change = fieldsOf(at('POST', '/tasks/{taskId}/change-requests')).find((field) => field.name === 'proposedDueOn')
  expect(change).toMatchObject({ required: false, type: expect.stringContaining('date') })
})
