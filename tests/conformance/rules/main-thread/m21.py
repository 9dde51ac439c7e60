try:
    input()
except EOFError as error:
    print(f'EOFError: {error}')
