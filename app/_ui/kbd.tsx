export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-block min-w-[22px] rounded-box border border-edge bg-ground px-1 text-center font-sans text-ink-2">
      {children}
    </kbd>
  )
}
