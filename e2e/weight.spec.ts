import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures'
import { importPlan, planText, textFile } from './steps'

const kilobytes = (bytes: number): number => Math.round(bytes / 102.4) / 10

const lists = 175
const forms = 240

test('first-load JavaScript stays within its limits', async ({ as, sql }) => {
  const officer = 'xf-jiaotiju-jb'
  const office = 'gy-office'
  const [task] = await sql`
    select t.id from task t join assignment a on a.task_id = t.id and a.role = 'lead' and a.is_primary
    join membership m on m.unit_id = a.unit_id join person p on p.id = m.person_id
    where p.user_name = ${officer} and t.state = 'active' order by t.due_on desc limit 1`
  const planId = await importPlan(await as(office), textFile('公园.txt', planText('西城', ['市城管局', '市民政局'])))
  const pages: readonly [address: string, userName: string, limit: number][] = [
    ['/', officer, lists],
    ['/', office, lists],
    ['/tasks', office, lists],
    ['/overview', office, lists],
    ['/reviews', office, lists],
    [`/tasks/${task?.id}`, officer, lists],
    [`/tasks/${task?.id}/report`, officer, forms],
    [`/tasks/${task?.id}/breakdown`, officer, forms],
    ['/inspections', office, lists],
    ['/inspections/calendar', office, lists],
    ['/inspections/new', office, forms],
    ['/inspections/checklists/new', office, forms],
    ['/plans/new', office, forms],
    [`/plans/${planId}/draft`, office, forms],
  ]
  const measured: { page: string; as: string; files: number; kB: number; limit: number }[] = []
  for (const [address, userName, limit] of pages) {
    // A browser that was never here.
    const page = await as(userName)
    const bodies: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        bodies.push(response.body().then((body) => gzipSync(body).byteLength))
    })
    const response = await page.goto(address, { waitUntil: 'networkidle' })
    expect(response?.status(), address).toBe(200)
    const sizes = await Promise.all(bodies)
    expect(sizes.length, `${address} fetched scripts`).toBeGreaterThan(0)
    const kB = kilobytes(sizes.reduce((sum, size) => sum + size, 0))
    measured.push({ page: address.replace(/\d+/, '[id]'), as: userName, files: sizes.length, kB, limit })
    await page.close()
  }
  const table = measured.map(
    (row) =>
      `${row.page.padEnd(24)} ${row.as.padEnd(16)} ${String(row.files).padStart(3)} files ${row.kB.toFixed(1).padStart(6)} kB  (limit ${row.limit})`,
  )
  console.log(`First-load JavaScript, gzip:\n${table.join('\n')}`)
  expect(measured.filter((row) => row.kB > row.limit)).toEqual([])
})
