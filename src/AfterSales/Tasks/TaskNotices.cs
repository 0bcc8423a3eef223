using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Notices;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tasks;

/// <summary>What people are told of a task: what is to be done, about what, by when; nothing once it is over.</summary>
public sealed class TaskNotices(IDbContextFactory<AfterSalesDb> databases, Readers readers) : IWriteNotices
{
    // Only what the console has a page for.
    private const string TicketPrefix = "t-";

    public bool Writes(string about) => about.StartsWith(IWorkTaskGrain.Prefix, StringComparison.Ordinal);

    public async Task<IReadOnlyDictionary<string, NoticeLine>> Write(IReadOnlyCollection<string> about, Caller reader, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var tasks = await db.Set<WorkTaskRow>().AsNoTracking().Where(task => about.Contains(task.Id) && task.IsOpen).ToListAsync(cancellation);
        var named = tasks.ToDictionary(task => task.Id, TaskWords.NamedBy);
        var names = await readers.NamesOf(
            [.. named.Values.Concat(tasks.SelectMany(task => new[] { task.CustomerId, task.TechnicianId }).OfType<string>()).Distinct()], reader, reader.Language, cancellation);
        var form = new ReaderForm(reader.Language, await readers.ZoneOf(reader));
        return tasks.ToDictionary(task => task.Id, task => new NoticeLine(
            RefusalWording.ValueOf(task.Kind, reader.Language),
            TaskWords.Subject(names.GetValueOrDefault(named[task.Id]), (task.CustomerId ?? task.TechnicianId) is { } person ? names.GetValueOrDefault(person) : null), task.DueAt, task.BranchId,
            named[task.Id].StartsWith(TicketPrefix, StringComparison.Ordinal) && names.ContainsKey(named[task.Id]) ? $"/tickets/{named[task.Id]}" : "/tasks")
        {
            Detail = TaskWords.IsNeeded(task) ? TaskWords.Of(task, task.TechnicianId is { } technician ? names.GetValueOrDefault(technician) : null, form) : null,
        });
    }
}
