const lines = Number(process.argv[2] ?? 1_000_000)
for (let i = 0; i < lines; i++)
  console.log(String(i).padStart(10, '0') + ' the quick brown fox jumps over the lazy dog, 12')
