/** Scrolls inside its own frame, so that a long line does not push the page sideways. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className="mt-2 overflow-x-auto rounded-box bg-sunk p-4">
      <pre>{text}</pre>
    </div>
  )
}
