type Command = {
  name: string
  about: string
  needsDatabase: boolean
  /** Loads the command only when it is asked for: reading a file needs no database driver. Gives the exit code. */
  run: (args: string[]) => Promise<number>
}

const commands: Command[] = [
  {
    name: 'read',
    about: '读出规划文件的结构，以 JSON 打印：read 文件',
    needsDatabase: false,
    run: async (args) => (await import('@/lib/cli/read')).readCommand(args),
  },
  {
    name: 'migrate',
    about: '把数据库升级到当前版本',
    needsDatabase: true,
    run: async (args) => (await import('@/lib/cli/migrate')).migrateCommand(args),
  },
  {
    name: 'sample',
    about: '把示例数据装入空数据库',
    needsDatabase: true,
    run: async (args) => (await import('@/lib/cli/sample')).sampleCommand(args),
  },
  {
    name: 'place',
    about: '新增、列出行政区',
    needsDatabase: true,
    run: async (args) => (await import('@/lib/cli/place')).placeCommand(args),
  },
  {
    name: 'user',
    about: '新增人员、任职，重置密码',
    needsDatabase: true,
    run: async (args) => (await import('@/lib/cli/user')).userCommand(args),
  },
  {
    name: 'token',
    about: '新建、停用接口令牌',
    needsDatabase: true,
    run: async (args) => (await import('@/lib/cli/token')).tokenCommand(args),
  },
  {
    name: 'audit',
    about: '核验操作记录没有被改动：audit verify',
    needsDatabase: true,
    run: async (args) => (await import('@/lib/cli/audit')).auditCommand(args),
  },
  {
    name: 'backup',
    about: '把数据库和佐证材料备份成一个文件：backup 文件.tar.gz',
    needsDatabase: true,
    run: async (args) => (await import('@/lib/cli/backup')).backupCommand(args),
  },
  {
    name: 'restore',
    about: '从备份文件恢复到空数据库：restore 文件.tar.gz',
    needsDatabase: true,
    run: async (args) => (await import('@/lib/cli/restore')).restoreCommand(args),
  },
  {
    name: 'bench',
    about: '性能测量：bench fill --tasks 数量；bench run',
    needsDatabase: true,
    run: async (args) => (await import('@/lib/cli/bench')).benchCommand(args),
  },
]

/** The command of that name. For none, or an unknown one, prints what there is and gives null. */
export function findCommand(name: string | undefined): Command | null {
  const found = commands.find((command) => command.name === name)
  if (found) return found
  const width = Math.max(...commands.map((command) => command.name.length))
  const list = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.about}`)
  console.error(
    [name && name !== 'help' ? `没有“${name}”这个命令。` : '用法：npm run luoshi -- 命令 [参数]', ...list].join('\n'),
  )
  return null
}
