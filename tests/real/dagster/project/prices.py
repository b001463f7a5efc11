"""A code location whose jobs end in the ways that `job launch --wait` tells apart."""

from dagster import Config, Definitions, asset, define_asset_job, job, op


@op(tags={"kind": "seed"})
def seed() -> int:
    return 1


@job
def good():
    seed()


def parse(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise RuntimeError(f"no price in {text!r}") from error


@op
def load_prices() -> float:
    return parse("none")


@job
def failing():
    load_prices()


class Needed(Config):
    day: str


@op
def strict(config: Needed) -> str:
    return config.day


@job
def needs_config():
    strict()


@asset(key=["shop", "prices"])
def shop_prices() -> int:
    return 1


defs = Definitions(
    assets=[shop_prices],
    jobs=[good, failing, needs_config, define_asset_job("assets_job", selection=[["shop", "prices"]])],
)
