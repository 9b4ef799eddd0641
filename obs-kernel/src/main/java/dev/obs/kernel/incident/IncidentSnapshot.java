package dev.obs.kernel.incident;

import dev.obs.model.Incident;
import java.util.SortedMap;

/// The incidents at one time, without changes that have not lasted long enough.
///
/// @param open open incidents, by key
/// @param well findings that are well, as resolved incidents, by key
record IncidentSnapshot(SortedMap<String, Incident> open, SortedMap<String, Incident> well) {}
