package screen
import ("testing";"fmt";"spoor/names";"os";"strings";"math/rand/v2";"time";"spoor/model")
func TestDensity(t *testing.T){
 b,err:=os.ReadFile("/tmp/rig/rigour-2.6.1/rust/data/names/person_names.txt"); if err!=nil {t.Skip()}
 set:=map[string]bool{}
 for _,l:=range strings.Split(string(b),"\n") { l,_,_=strings.Cut(l," => "); for _,w:=range strings.Split(l,", ") { if w!=""&&!strings.ContainsAny(w," -'")&&w[0]<128 {set[w]=true} } }
 var all []string; for w:=range set {all=append(all,w)}
 r:=rand.New(rand.NewPCG(1,1)); 
 for _,n:=range []int{118000,len(all)} {
 r.Shuffle(len(all),func(i,j int){all[i],all[j]=all[j],all[i]})
 var pub []Published; for i:=0;i+1<n;i+=2 { e:=model.NewEntity(fmt.Sprint(i),model.Default().Get("Person"),nil); e.Add("name",all[i]+" "+all[i+1],""); pub=append(pub,Published{e,"x"}) }
 x,_:=build(pub)
 s:=newScratch(x); kept,looked:=0,0; t0:=time.Now(); k:=0
 for i:=0;i<len(all)&&k<20000;i+=7 { w:=names.NewWord(all[i]); m:=x.words.seek(w,s); looked+=len(s.close); if k%10==0 {cand(x,w)}; kept+=len(m); k++; _=looked }
 fmt.Println(n,"words",x.words.len(),"kept/word",float64(kept)/float64(k),"close",float64(looked)/float64(k),"cand",float64(cands)/float64(candn),"µs/word",time.Since(t0).Microseconds()/int64(k))
 }
}
var cands,candn int
func cand(x *Index,w *names.Word) { m:=map[uint32]bool{}; candn++; w.Sought(func(k uint64){ for _,id:=range x.words.keys.find(k){m[id]=true; } }); cands+=len(m) }
