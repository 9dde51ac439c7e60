/** Why an action cannot be taken now. {error} words are the language's own. */
export const refusal = {
  'already-started': '이미 시작했습니다. 스레드와 프로세스는 한 번만 시작할 수 있습니다.',
  'already-started.daemon': '이미 시작해서 데몬을 바꿀 수 없습니다. 시작하기 전에만 바꿉니다.',
  'not-started': '아직 시작하지 않았습니다. 먼저 시작하세요.',
  'already-ended': '이미 끝났습니다.',
  'already-joined': '이미 끝났고 join도 했습니다. 더 기다릴 것이 없습니다.',
  'main-cannot-be-joined': '기다려 줄 스레드가 자기 자신입니다. 자기를 join할 수는 없습니다.',
  'main-is-busy': 'MainThread가 지금 다른 것을 기다리고 있어 이 일을 할 수 없습니다.',
  'main-is-over': 'MainThread가 이미 끝나 이 일을 해 줄 스레드가 없습니다.',
  'main-not-listening': 'Python에서는 MainThread가 입력을 기다릴 때만 시킬 수 있습니다.',
  'main-is-no-daemon': 'MainThread는 데몬이 될 수 없습니다.',
  'python-thread': 'Python 스레드는 밖에서 종료할 수 없습니다. 예외를 일으키거나 프로세스를 끝내세요.',
  'main-is-its-process': 'MainThread만 따로 끝낼 수 없습니다. 프로세스를 끝내세요.',
  'only-threads': '스레드에만 할 수 있습니다.',
  'not-python': 'Python에만 있는 기능입니다.',
  'run-is-over': '실행이 끝났습니다. 다시 실행하면 쓸 수 있습니다.',
  'run-goes-on': '아직 실행 중입니다. 먼저 멈추세요.',
} as const
