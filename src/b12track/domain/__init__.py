"""The rules of b12track: frozen values and pure functions, standard library only; today is always an argument."""
