import importlib, inspect, os
import pytest
from tests.journey.folders import *
import tests.journey.folders as F
fs=[]
for mod in os.environ["MODS"].split(","):
    m=importlib.import_module(f"tests.journey.{mod}")
    fs+=[(mod,n,f) for n,f in vars(m).items() if inspect.isfunction(f) and f.__module__==m.__name__ and not n.startswith(('_','test_'))]
@pytest.mark.parametrize("mod,n,f",fs,ids=lambda x:str(x) if isinstance(x,str) else "")
def test_x(mod,n,f,tmp_path,capsys):
    folder=example_folder(tmp_path/"folder"); f(folder)
    try:
        r=plan(folder,capsys)
    except BaseException as e:
        open("/tmp/tr/out.txt","a").write(f"{mod} {n} FAILED {type(e).__name__} {str(e)[:1500]}\n"); raise
    open("/tmp/tr/out.txt","a").write(f"{mod} {n} {int(r.code)} held={r.figures['held_back']} met={r.figures['meetings']} unpl={r.figures['unplaced']}\n"+"".join(f"      {a} | {b}\n" for a,b in r.problems))
