using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Files.Rules;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Files;

/// <summary>A kind of record that files hang on; its capability registers it.</summary>
/// <param name="Prefix">Of the records' keys.</param>
/// <param name="See">Who holds it and sees the record sees its files.</param>
/// <param name="Keep">Who holds it and sees the record may attach and detach.</param>
public abstract record FileOwner(string Prefix, Permission See, Permission Keep)
{
    public abstract Task<bool> IsSeenBy(IGrainFactory grains, string key, Caller caller);

    public abstract IAttachments Record(IGrainFactory grains, string key);
}

/// <param name="IsEverybodys">The records belong to no branch, such as the catalogue's: the permission alone decides.</param>
public sealed record FileOwner<TGrain, TState>(string Prefix, Permission See, Permission Keep, bool IsEverybodys) : FileOwner(Prefix, See, Keep)
    where TGrain : IRecord<TState>, IAttachments
    where TState : class
{
    public override async Task<bool> IsSeenBy(IGrainFactory grains, string key, Caller caller) =>
        await grains.Read<TGrain, TState>(Prefix, key, IsEverybodys ? Caller.System : caller) is not null;

    public override IAttachments Record(IGrainFactory grains, string key) => grains.GetGrain<TGrain>(key);
}

/// <summary>The records that files hang on, of whatever kind: whoever may see the record may see its files.</summary>
public sealed class FileOwners(IEnumerable<FileOwner> kinds, IGrainFactory grains)
{
    /// <summary>A file is seen by those who see the record it hangs on; while it hangs on none, by its uploader.</summary>
    public async Task<bool> IsSeenBy(StoredFile file, Caller caller)
    {
        if (file.DroppedAt is not null) return false;
        if (file.Owner is null || !file.IsClaimed) return file.UploadedBy == caller.Account;
        return KindOf(file.Owner) is { } kind && caller.May(kind.See) && await kind.IsSeenBy(grains, file.Owner, caller.Holding(kind.See));
    }

    /// <summary>The record to attach to or detach from; null when there is none the caller may change.</summary>
    public async Task<IAttachments?> KeptBy(string recordId, Caller caller) =>
        KindOf(recordId) is { } kind && caller.May(kind.Keep) && await kind.IsSeenBy(grains, recordId, caller.Holding(kind.Keep))
            ? kind.Record(grains, recordId)
            : null;

    private FileOwner? KindOf(string recordId) => kinds.FirstOrDefault(kind => RecordKey.IsWellFormed(kind.Prefix, recordId));
}

public static class FileOwnerSetup
{
    /// <summary>Lets files hang on the records of a kind.</summary>
    public static IServiceCollection AddFileOwner<TGrain, TState>(
        this IServiceCollection services, string prefix, Permission see, Permission keep, bool isEverybodys = false)
        where TGrain : IRecord<TState>, IAttachments
        where TState : class =>
        services.AddSingleton<FileOwner>(new FileOwner<TGrain, TState>(prefix, see, keep, isEverybodys));
}
