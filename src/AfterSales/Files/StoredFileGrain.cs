using System.Net.Sockets;
using AfterSales.Access;
using AfterSales.Files.Rules;
using AfterSales.Records;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Files;

[GrainType("stored_file")]
public sealed partial class StoredFileGrain(
    RecordServices services, FileContents contents, IFileScanner scanner, IOptions<FilesOptions> options, ILogger<StoredFileGrain> log)
    : RecordGrain<StoredFile>(services), IStoredFileGrain
{
    private TimeSpan KeptUnattached => TimeSpan.FromHours(options.Value.UnattachedHours);

    // A technician acts for no branch, and sends photos of his jobs all the same.
    public Task<Answer> Receive(Intent<ReceivedFile> intent) =>
        Create(intent with { Caller = Caller.System }, now => new(StoredFileRules.Receive(Key, intent.Body, intent.Caller, scanner.IsOn, KeptUnattached, now)));

    // Whoever holds it acts for the account that uploaded it; where that account works does not matter.
    public Task<Answer> Hold(Intent<HoldFile> intent) =>
        Decide(intent with { Caller = Caller.System }, (file, now) => StoredFileRules.Hold(file, intent.Body.Owner, intent.Caller, KeptUnattached, now));

    public Task<Answer> Claim(Intent<ClaimedFile> intent) => Decide(intent, (file, now) => StoredFileRules.Claim(file, intent.Body.Owner));

    public Task<Answer> Release(Intent<ReleasedFile> intent) =>
        Decide(intent, (file, now) => intent.Body.IsForGood
            ? StoredFileRules.LetGo(file, intent.Body.Owner, now) : StoredFileRules.Release(file, intent.Body.Owner, KeptUnattached, now));

    protected override async ValueTask<Decision> WhenDue(StoredFile state, DateTimeOffset now)
    {
        if (StoredFileRules.IsToBeDropped(state, now)) return new FileDropped(now);
        return StoredFileRules.IsToBeScanned(state, now) ? Decision.Of([await Scan(state, now)]) : Decision.NothingToDo;
    }

    protected override IEnumerable<object> RowsOf(StoredFile state, RowStamp stamp) => [StoredFileRow.Of(state, stamp)];

    private async Task<Event> Scan(StoredFile state, DateTimeOffset now)
    {
        try
        {
            return StoredFileRules.Scanned(await scanner.Scan(contents.Read(Key)));
        }
        catch (Exception silent) when (silent is IOException or SocketException or OperationCanceledException or TimeoutException)
        {
            LogNoAnswer(log, silent, Key);
            return StoredFileRules.PutOff(state, now);
        }
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "The virus scanner gave no answer about {File}; it is asked again later.")]
    private static partial void LogNoAnswer(ILogger log, Exception failure, string file);
}
