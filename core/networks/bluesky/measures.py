"""What fits there. https://docs.bsky.app/docs/advanced-guides/posts"""

from core.ports import Count, Limits

LIMITS = Limits(
    text=300,
    count=Count.GRAPHEMES,
    bytes=3000,
    parts=25,  # as many as are counted in one request
    images=4,
    videos=1,
    # Since 2026 the lexicon has 2,000,000 and 300,000,000; a server with an older one takes such a file and refuses the
    # post that shows it. Servers take no file beyond 50 MB by themselves.
    image_bytes=1_000_000,
    video_bytes=50_000_000,
    alt=True,
    alt_text=2000,
)
