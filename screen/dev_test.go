package screen
import ("testing";"fmt";"spoor/world";"time";"runtime";"os";"strconv";"math/rand/v2";"strings";"sort")
func TestBig(t *testing.T){
 n,_:=strconv.Atoi(os.Getenv("N")); if n==0 {t.Skip("no N")}
 t0:=time.Now()
 x,err:=Build(func(yield func(Published,error)bool){ for e:=range world.Listings(1,n) { if !yield(Published{e,"big"},nil) {return} } },Options{})
 if err!=nil {t.Fatal(err)}
 fmt.Println("built",time.Since(t0),"names",x.Names(),"words",x.words.len(),"keys",len(x.words.keys.ids))
 tot:=0; for i,a:=range x.arrays() { tot+=len(a.bytes()); if len(a.bytes())>1<<20 { fmt.Print(i,":",len(a.bytes())>>20,"M ") } }
 fmt.Println("\ntotal",tot>>20,"per name",tot/x.Names(),"without entities",(tot-len(x.entities.cells))/x.Names())
 t0=time.Now(); p:="/tmp/big.index"; if err:=x.Save(p,"a");err!=nil{t.Fatal(err)}; fmt.Println("saved",time.Since(t0))
 x=nil; runtime.GC(); runtime.GC()
 t0=time.Now(); x,err=Open(p,"a"); fmt.Println("opened",time.Since(t0),err)
 r:=rand.New(rand.NewPCG(1,2)); var qs []Query
 for i:=range 40000 { l:=x.original(r.IntN(x.Names())); switch i%20 { case 0,1,2,3,4: qs=append(qs,QueryName(l)); case 5,6,7,8,9: qs=append(qs,QueryName(misspell(r,l))); 
   case 10,11: for !strings.ContainsFunc(l,func(r rune)bool{return r>0x370}) { l=x.original(r.IntN(x.Names())) }; qs=append(qs,QueryName(l))
   default: a,b:=strings.Fields(l),strings.Fields(x.original(r.IntN(x.Names()))); qs=append(qs,QueryName(misspell(r,misspell(r,a[0]))+"q "+misspell(r,b[len(b)-1])+"e")) } }
 for round:=range 2 { var took []time.Duration; hits:=0; t0=time.Now(); for _,q:=range qs { s:=time.Now(); hits+=len(x.Search(q,Options{})); took=append(took,time.Since(s)) }
 el:=time.Since(t0); sort.Slice(took,func(i,j int)bool{return took[i]<took[j]})
 fmt.Println("round",round,"q/s",float64(len(qs))/el.Seconds(),"p50",took[len(took)/2],"p99",took[len(took)*99/100],"max",took[len(took)-1],"hits",hits) }
 var m runtime.MemStats; runtime.ReadMemStats(&m); fmt.Println("heap",m.HeapAlloc>>20)
}
