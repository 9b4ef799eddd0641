package dev.obs.http.listener;

/// What a handler may want to know about a request.
///
/// @param path the decoded path, such as `/metrics`
/// @param query what follows the question mark, undecoded; empty if there is none
/// @param accept the `Accept` header, empty if there is none; see [Accept#parse]
public record Request(String path, String query, String accept) {}
