"""`python -m kernel.translations update|check|compile`."""

import sys

from kernel.translations.catalogues import check_catalogues, compile_catalogues, update_catalogues
from kernel.translations.extraction import ExtractionFailed


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            lines, code = update_catalogues() or ["The catalogues are in order."], 0
        case ["check"]:
            problems = check_catalogues()
            lines, code = problems or ["Every text has its French."], int(bool(problems))
        case ["compile"]:
            lines, code = [f"{compile_catalogues()} catalogues compiled"], 0
        case _:
            lines, code = ["usage: python -m kernel.translations update|check|compile"], 2
    print("\n".join(lines))  # noqa: T201
    return code


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ExtractionFailed as error:
        sys.exit(str(error))
