from threading import get_ident, main_thread

main = main_thread()
print(main.name, main.daemon, main.is_alive(), main.ident == get_ident())
