import { holidays2016 } from './holidays-2016'
import { holidays2017 } from './holidays-2017'
import { holidays2018 } from './holidays-2018'
import { holidays2019 } from './holidays-2019'
import { holidays2020 } from './holidays-2020'
import { holidays2021 } from './holidays-2021'
import { holidays2022 } from './holidays-2022'
import { holidays2023 } from './holidays-2023'
import { holidays2024 } from './holidays-2024'
import { holidays2025 } from './holidays-2025'
import { holidays2026 } from './holidays-2026'
import type { HolidayEntry } from './workdays'

/** The State Council announces a year in the autumn before it; later years count by the week until their list is added. */
export const lastKnownHolidayYear = 2026

/** The national holidays and make-up working days (调休), by the State Council's yearly notices (国务院办公厅关于部分节假日安排的通知). */
export const nationalHolidays: readonly HolidayEntry[] = [
  ...holidays2016,
  ...holidays2017,
  ...holidays2018,
  ...holidays2019,
  ...holidays2020,
  ...holidays2021,
  ...holidays2022,
  ...holidays2023,
  ...holidays2024,
  ...holidays2025,
  ...holidays2026,
]
