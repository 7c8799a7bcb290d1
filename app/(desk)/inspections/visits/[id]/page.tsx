import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { desk } from '@/lib/auth/desk'
import { getVisit } from '@/lib/queries/get-visit'
import { VisitDesk } from './visit-desk.client'
import './visit.css'

export const metadata: Metadata = { title: '现场检查' }

export default async function VisitPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const { id } = await params
  const sheet = /^\d{1,15}$/.test(id) ? await getVisit(ctx, Number(id)) : null
  if (!sheet) notFound()
  return <VisitDesk sheet={sheet} />
}
