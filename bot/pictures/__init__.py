"""Pictures and videos: checked and written anew, drawn for previews and months; the one room that knows Pillow."""
