"""The commands of the site: each sets Django up late, by `tearoad.site.manage`."""
