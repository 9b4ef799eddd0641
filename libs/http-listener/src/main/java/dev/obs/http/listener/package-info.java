/// A listener for small answers over HTTP; see [dev.obs.http.listener.HttpListener].
package dev.obs.http.listener;
