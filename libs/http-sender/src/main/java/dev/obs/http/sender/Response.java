package dev.obs.http.sender;

/// A response of a server.
///
/// @param body the body as it was sent
/// @param keepsConnection whether another request may follow on the connection
record Response(int status, Fields fields, Body body, boolean keepsConnection) {}
