using AfterSales.Api.Wording;

namespace AfterSales.Tasks;

/// <summary>What exactly a task is about, as whoever has it reads it.</summary>
internal static class TaskWords
{
    private static readonly WordList Sentences = new("AfterSales.Tasks.TaskWords");

    public static bool IsNeeded(WorkTaskRow task) => task.Promise is not null || task.MatterSince is not null || task.MatterUntil is not null;

    /// <summary>The key of the record that names what it is about: a call is named behind the record that owes it.</summary>
    public static string NamedBy(WorkTaskRow task) => task.About.Split('/')[0];

    /// <summary>What people call a task's record and its customer, or else the technician whose work it is; null where neither may be seen.</summary>
    public static string? Subject(string? record, string? person)
    {
        string[] names = [.. new[] { record, person }.OfType<string>().Distinct()];
        return names.Length == 0 ? null : string.Join(" · ", names);
    }

    /// <param name="technician">His name; null where it is about none whom the reader may see.</param>
    public static string Of(WorkTaskRow task, string? technician, ReaderForm reader)
    {
        var sentence = task.Promise is null ? technician is null ? "Appointment" : "AppointmentOf" : task.MatterSince is null ? "PromiseUntil" : "PromiseSince";
        return new[]
        {
            ("{Promise}", task.Promise is { } promise ? RefusalWording.ValueOf(promise, reader.Language) : ""), ("{Technician}", technician ?? ""),
            ("{Since}", Shown(task.MatterSince)), ("{Until}", Shown(task.MatterUntil)),
        }.Aggregate(Sentences.Get(sentence, reader.Language), (text, fact) => text.Replace(fact.Item1, fact.Item2, StringComparison.Ordinal));

        string Shown(DateTimeOffset? at) => at is { } instant ? reader.Shown(instant) : "";
    }
}
