package dev.obs.kernel.incident;

import dev.obs.model.Incident;
import java.util.SortedMap;

/// How things have been for long enough to be notified.
///
/// @param open by key what is wrong
/// @param well by key what is watched and as it should be, as incidents that are resolved
record IncidentSnapshot(SortedMap<String, Incident> open, SortedMap<String, Incident> well) {}
