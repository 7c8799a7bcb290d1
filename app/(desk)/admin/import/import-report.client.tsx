'use client'

import type { ReactNode } from 'react'
import { NoticeBar } from '@/app/_ui/notice-bar'
import type { ImportCheck } from '@/lib/domain/account/import-check'
import { roleLabels, unitKindLabels } from '@/lib/domain/labels'

export function ImportReport({ check }: { check: ImportCheck }) {
  if (check.errors.length > 0) return <Errors check={check} />
  return (
    <>
      <NoticeBar tone="success" live>
        没有错误。将写入 {check.units.length} 个单位、{check.people.length} 名人员
        {check.knownUnits.length ? `；${check.knownUnits.length} 个单位已在系统里，保持不变` : ''}。
      </NoticeBar>
      {check.units.length > 0 ? (
        <Frame caption="将新增的单位" heads={['行', '单位', '类别', '上级', '别名']}>
          {check.units.map((unit) => (
            <tr key={unit.row}>
              <td>{unit.row}</td>
              <td>{unit.name}</td>
              <td>
                {unitKindLabels[unit.kind]}
                {unit.isOffice ? '（督查考核办）' : ''}
              </td>
              <td>{unit.parent ?? ''}</td>
              <td>{unit.aliases.join('、')}</td>
            </tr>
          ))}
        </Frame>
      ) : null}
      {check.people.length > 0 ? (
        <Frame caption="将新增的人员" heads={['行', '姓名', '用户名', '任职']}>
          {check.people.map((person) => (
            <tr key={person.row}>
              <td>{person.row}</td>
              <td>{person.name}</td>
              <td>{person.userName}</td>
              <td>{person.posts.map((post) => `${post.unit} · ${roleLabels[post.role]}`).join('；')}</td>
            </tr>
          ))}
        </Frame>
      ) : null}
    </>
  )
}

function Errors({ check }: { check: ImportCheck }) {
  return (
    <>
      <NoticeBar tone="error" live>
        表格有 {check.errors.length} 处错误，未写入任何数据。请按下表修改后重新上传。
      </NoticeBar>
      <Frame caption="错误" heads={['工作表', '行', '列', '问题']}>
        {check.errors.map((error) => (
          <tr key={`${error.sheet}${error.row}${error.column}${error.text}`}>
            <td>{error.sheet}</td>
            <td>第 {error.row} 行</td>
            <td>{error.column}</td>
            <td>{error.text}</td>
          </tr>
        ))}
      </Frame>
    </>
  )
}

function Frame({ caption, heads, children }: { caption: string; heads: string[]; children: ReactNode }) {
  return (
    <div className="table-frame" data-wide="false" data-phone="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="pb-2 text-left font-semibold">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
