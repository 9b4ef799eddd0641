/// A modular application. It requires only the API: the kernel and the plugins on the module path
/// are services, which are found without being named here.
module dev.obs.example.greenhouse {
  requires dev.obs.api;
}
