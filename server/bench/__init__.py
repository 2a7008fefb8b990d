"""The hall measured against its bars (`gishe bench`): one file a measure, each beside a bare server."""
