/// A modular application. All it requires is the API: the kernel and the plugins on the module path
/// are services, which are found without being named here.
module dev.obs.example.greenhouse {
  requires dev.obs.api;
}
