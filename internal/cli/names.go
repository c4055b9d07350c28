package cli

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"spoor/fault"
	"spoor/names"
)

func namesCommand(env Env) *cobra.Command {
	var format string
	compare := &cobra.Command{
		Use:   "compare FILE.csv",
		Short: "Say how far two names agree, for every row of a file",
		Long: fmt.Sprintf("compare reads a CSV with columns name1 and name2 and writes its rows with score, match and reasons appended. match is true from\n"+
			"the operating threshold, %.2f, on.", names.Threshold),
		Example: "  spoor names compare pairs.csv > compared.csv",
		Args:    args(cobra.ExactArgs(1)),
		RunE:    func(c *cobra.Command, given []string) error { return compareNames(env, given[0], format) },
	}
	formatFlag(compare, &format, "csv", "json")
	return group("names", "Compare names", compare)
}

func compareNames(env Env, file, format string) error {
	t, err := openTable(file)
	if err != nil {
		return err
	}
	defer t.close()
	header := t.header
	one, ok1 := t.column("name1")
	two, ok2 := t.column("name2")
	if !ok1 || !ok2 {
		return &fault.Error{Doing: "comparing names", Kind: fault.Input, Place: fault.Place{File: file, Line: 1}, What: "columns name1 and name2 are needed", Hint: "it has " + join(header)}
	}
	out := csv.NewWriter(env.Stdout)
	encoder := json.NewEncoder(env.Stdout)
	encoder.SetEscapeHTML(false)
	if format == "csv" {
		_ = out.Write(append(header, "score", "match", "reasons"))
	}
	for {
		row, _, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			out.Flush()
			return errors.Join(err, out.Error())
		}
		a := names.CompareTexts(row[one], row[two])
		said := append(row, score(a.Score), strconv.FormatBool(a.Score >= names.Threshold), strings.Join(a.Reasons, "; "))
		if format == "csv" {
			_ = out.Write(said)
			continue
		}
		line := map[string]any{"score": round(a.Score), "match": a.Score >= names.Threshold, "reasons": a.Reasons}
		for i, column := range header {
			line[column] = row[i]
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
