using System.Globalization;
using Verify.Load.Store;

// write FOLDER SUBJECTS ENTRIES ordered|shuffled   writes the files to import
// import FOLDER DATA              imports them into the fresh store DATA, in turns with bare inserts of the same rows
// point SMALL LARGE       single reads and appends on two stores, in turns
// plans DATA                      the plan of every statement, and what a lookup costs without its index
Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["write", var folder, var subjects, var entries, ("ordered" or "shuffled") and var order]:
        Files.Write(
            folder, int.Parse(subjects, CultureInfo.InvariantCulture), int.Parse(entries, CultureInfo.InvariantCulture), order == "ordered");
        return 0;
    case ["import", var folder, var data]:
        return await ImportRun.RunAsync(folder, data) ? 0 : 1;
    case ["point", var small, var large]:
        await PointRun.RunAsync(small, large);
        return 0;
    case ["plans", var data]:
        Plans.Print(data);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "usage: Verify.Load.Store write FOLDER SUBJECTS ENTRIES ordered|shuffled | import FOLDER DATA | point SMALL LARGE | plans DATA");
        return 2;
}
