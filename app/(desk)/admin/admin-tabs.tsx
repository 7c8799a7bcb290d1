import { Tabs } from '@/app/_ui/tabs'

const tabs = [
  { href: '/admin/units', label: '单位' },
  { href: '/admin/people', label: '人员' },
  { href: '/admin/import', label: '批量导入' },
  { href: '/admin/calendar', label: '节假日' },
]

export function AdminTabs({ current }: { current: string }) {
  return <Tabs label="系统管理" tabs={tabs} current={current} />
}
