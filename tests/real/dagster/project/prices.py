"""A code location whose jobs end in the ways that `job launch --wait` tells apart."""

import time

from dagster import AssetKey, Config, Definitions, asset, define_asset_job, job, op


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


@op
def wait_long():
    time.sleep(120)


@job
def slow():
    wait_long()


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
    jobs=[good, failing, slow, needs_config, define_asset_job("assets_job", selection=[AssetKey(["shop", "prices"])])],
)
