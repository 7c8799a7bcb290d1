import { useId } from 'react'
import type { PlacedArrow, PlacedState, StateRow } from './state-layout'
import { layoutStates } from './state-layout'

interface StateDiagramProps {
  /** A life cycle's table, in the order of the domain. */
  rows: readonly StateRow[]
  /** Chinese words of states and actions, by code. */
  stateLabels: Readonly<Record<string, string>>
  actionLabels: Readonly<Record<string, string>>
  caption: string
}

/** Drawn from the table that the commands follow, with the table itself behind it. */
export function StateDiagram({ rows, stateLabels, actionLabels, caption }: StateDiagramProps) {
  const id = useId()
  const named = rows.map((row) => ({
    from: stateLabels[row.from] ?? row.from,
    action: actionLabels[row.action] ?? row.action,
    to: stateLabels[row.to] ?? row.to,
  }))
  const layout = layoutStates(named)
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="section-title">{caption}</figcaption>
      <div className="overflow-x-auto py-2" role="region" aria-label={`${caption}（图）`} tabIndex={0}>
        <svg
          width={layout.width}
          height={layout.height}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          role="img"
          aria-label={`${caption}，内容同下表`}
          className="max-w-none print:h-auto print:max-w-full"
        >
          <defs>
            <marker id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
              <path d="M0 0.5 L7.5 4 L0 7.5 z" className="fill-ink-2" />
            </marker>
          </defs>
          {layout.arrows.map((arrow) => (
            <path
              key={`${arrow.from}>${arrow.to}`}
              d={pathOf(arrow)}
              fill="none"
              className="stroke-rule"
              markerEnd={`url(#${id})`}
            />
          ))}
          {layout.arrows.map((arrow) => (
            <text
              key={`${arrow.from}>${arrow.to}`}
              x={arrow.labelX}
              y={arrow.labelY}
              textAnchor="middle"
              paintOrder="stroke"
              strokeWidth="5"
              strokeLinejoin="round"
              className="fill-ink-2 stroke-paper text-body"
            >
              {arrow.label}
            </text>
          ))}
          {layout.states.map((state) => (
            <StateBox key={state.name} state={state} />
          ))}
        </svg>
      </div>
      <details className="no-print">
        <summary className="link w-fit">以表格查看</summary>
        <table className="table mt-2 max-w-xl" data-density="compact">
          <thead>
            <tr>
              <th scope="col">原状态</th>
              <th scope="col">操作</th>
              <th scope="col">新状态</th>
            </tr>
          </thead>
          <tbody>
            {named.map((row) => (
              <tr key={`${row.from}>${row.action}>${row.to}`}>
                <td>{row.from}</td>
                <td>{row.action}</td>
                <td>{row.to}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function StateBox({ state }: { state: PlacedState }) {
  const middle = state.x + state.width / 2
  return (
    <g>
      <rect
        x={state.x}
        y={state.y}
        width={state.width}
        height={state.height}
        rx="3"
        strokeWidth={state.isFirst ? 2 : 1}
        className={state.isLast ? 'fill-sunk stroke-rule' : 'fill-paper stroke-ink-2'}
      />
      <text x={middle} y={state.y + 23} textAnchor="middle" className="fill-ink text-body font-semibold">
        {state.name}
      </text>
      {state.stays.map((action, index) => (
        <text
          key={action}
          x={middle}
          y={state.y + 43 + index * 20}
          textAnchor="middle"
          className="fill-ink-3 text-body"
        >
          ↻ {action}
        </text>
      ))}
    </g>
  )
}

function pathOf(arrow: PlacedArrow): string {
  return arrow.points.map(([x, y], index) => `${index ? 'L' : 'M'}${x} ${y}`).join(' ')
}
