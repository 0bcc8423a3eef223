using System.Security.Cryptography;
using AfterSales.Files.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Files;

/// <summary>
/// The bytes of files, in the database in pieces: written and read one piece at a time, so that no file is ever whole in memory, and no slow upload
/// holds the database.
/// </summary>
public sealed class FileContents(IDbContextFactory<AfterSalesDb> databases, TimeProvider clock)
{
    private const int PieceSize = 256 * 1024;

    /// <summary>Stores what comes; the first piece is looked at before anything is kept. Nothing stays of what was refused or broke off.</summary>
    public async Task<(ReceivedFile? File, Refusal? Refusal)> Write(
        string fileId, string name, string mediaType, Stream content, long maxBytes, CancellationToken cancellation)
    {
        // What an upload of the same file left that broke off with its process.
        await Delete(fileId, cancellation);
        var isStored = false;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var piece = new byte[PieceSize];
            var size = 0L;
            for (var number = 0; ; number++)
            {
                var read = await content.ReadAtLeastAsync(piece, PieceSize, throwOnEndOfStream: false, cancellation);
                if (number == 0 && read == 0) return (null, InputInvalid.At("body", "REQUIRED"));
                if (read == 0) break;
                size += read;
                if (size > maxBytes) return (null, new FileTooLarge(maxBytes));
                if (number == 0 && !MediaTypes.Matches(mediaType, piece.AsMemory(0, read))) return (null, new ContentIsOfAnotherType(mediaType));
                hash.AppendData(piece, 0, read);
                await Keep(new FileChunkRow { FileId = fileId, Number = number, At = clock.GetInstant(), Bytes = piece[..read] }, cancellation);
                if (read < PieceSize) break;
            }

            isStored = true;
            return (new ReceivedFile(name, mediaType, size, Convert.ToHexStringLower(hash.GetHashAndReset())), null);
        }
        finally
        {
            if (!isStored) await Delete(fileId, CancellationToken.None);
        }
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Read(string fileId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var number = 0; ; number++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var bytes = await db.Set<FileChunkRow>().AsNoTracking().Where(row => row.FileId == fileId && row.Number == number).Select(row => row.Bytes).FirstOrDefaultAsync(cancellation);
            if (bytes is null) yield break;
            yield return bytes;
        }
    }

    public async Task Delete(string fileId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Set<FileChunkRow>().Where(row => row.FileId == fileId).ExecuteDeleteAsync(cancellation);
    }

    private async Task Keep(FileChunkRow piece, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.Add(piece);
        await db.SaveChangesAsync(cancellation);
    }
}

/// <summary>Takes away the bytes of files that were dropped, and of uploads that broke off with their process.</summary>
internal sealed class LeftContents(IDbContextFactory<AfterSalesDb> databases, TimeProvider clock) : ISweepPart
{
    private static readonly TimeSpan UploadsTake = TimeSpan.FromDays(1);

    public async Task Run(CancellationToken cancellation)
    {
        var old = clock.GetInstant() - UploadsTake;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var files = db.Set<StoredFileRow>();
        await db.Set<FileChunkRow>().Where(piece =>
                files.Any(file => file.Id == piece.FileId && file.IsDropped) || (piece.At < old && !files.Any(file => file.Id == piece.FileId)))
            .ExecuteDeleteAsync(cancellation);
    }
}
