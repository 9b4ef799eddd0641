/// Scrapes of a page: half of its lines are counters, half classic histograms of 14 buckets, three
/// labels each, at most 1,000 series to an instrument. Obs adds its own metrics to the page.
///
/// The client is in the same process and the same for every side: a new connection, a request, and
/// bytes read into one buffer.
@NullMarked
package dev.obs.bench.scrape;

import org.jspecify.annotations.NullMarked;
