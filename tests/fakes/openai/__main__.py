"""The endpoint by hand, for trying the product without any provider."""

import argparse
import asyncio

from tests.fakes.openai import Endpoint, Play, Trait, serving


async def main() -> None:
    parser = argparse.ArgumentParser(description="An OpenAI-compatible endpoint that answers by rules.")
    parser.add_argument("--port", type=int, default=8089)
    parser.add_argument("--key", default="test")
    parser.add_argument("--model", default="small-model")
    parser.add_argument("--play", action="append", choices=[play.name for play in Play], default=[])
    parser.add_argument("--trait", action="append", choices=[trait.name for trait in Trait], default=[])
    asked = parser.parse_args()
    endpoint = Endpoint(key=asked.key, model=asked.model, traits=tuple(Trait[name] for name in asked.trait))
    endpoint.will(*(Play[name] for name in asked.play))
    async with serving(endpoint, port=asked.port):
        print(f"OPENAI_BASE_URL={endpoint.url} OPENAI_API_KEY={asked.key} OPENAI_MODEL={asked.model}")  # noqa: T201
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
