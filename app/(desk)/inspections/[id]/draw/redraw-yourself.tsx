import { Section } from '@/app/_ui/section'
import type { PublishedDraw } from '@/lib/queries/get-inspection'

/** The whole method in words: nobody has to trust the program that drew. */
export function RedrawYourself({ inspectionId, draw }: { inspectionId: number; draw: PublishedDraw }) {
  return (
    <Section title="怎样自己复算">
      <ol className="flex max-w-[880px] list-decimal flex-col gap-2 pl-6">
        <li>
          下载{' '}
          <a className="link" href={`/inspections/${inspectionId}/draw/record`}>
            抽取记录（JSON）
          </a>
          ：名单、权重、数量、指纹{draw.seed ? '和种子' : '；种子公布后也在其中'}。
        </li>
        <li>
          核对种子：文字 <code>luoshi-draw|种子</code> 的 SHA-256（64 位十六进制小写）应等于事先公布的指纹。
        </li>
        <li>把名单按编码的字符顺序排好，权重依次累加，每一项占与权重相等的一段。</li>
        <li>
          第 1 轮算 <code>种子|{draw.subject}|1</code>（抽人员时为 <code>种子|person|1</code>
          ）的 SHA-256，作为一个整数除以权重总和，余数落在哪一段，就抽中哪一项。
        </li>
        <li>去掉抽中的一项，轮次加 1，再算一次，直到抽够。各轮抽中的先后即为结果。</li>
      </ol>
    </Section>
  )
}
