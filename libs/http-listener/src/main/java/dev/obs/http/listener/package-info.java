/// A listener for small responses over HTTP; see [dev.obs.http.listener.HttpListener].
package dev.obs.http.listener;
