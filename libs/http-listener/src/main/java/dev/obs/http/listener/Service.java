package dev.obs.http.listener;

/// The parts of a listener that its connections share.
record Service(
    Limits limits, Router router, Connections connections, AnswerMemory memory, Report report) {}
