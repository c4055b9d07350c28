// Package translit says how names of other scripts are written in Latin letters, offline: the usual readings of a word, and
// for scripts that leave vowels out, how well a Latin spelling reads it.
//
// A script that writes its vowels has Readings. A script that leaves them out (Arabic, Hebrew, Syriac) has none: محمد is
// Mohammed, Muhammad and Mehmet. There Vocalised weighs a given Latin spelling, and Skeletons are the keys by which an index
// finds the words worth weighing. Words are lower case and in normal form C or KC; diacritics and vowel points may stand.
package translit
