using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Files.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Files;

[Table("stored_file"), Projected("stored_file")]
public sealed record StoredFileRow : IScoped
{
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public string Name { get; init; } = "";

    public string MediaType { get; init; } = "";

    public long Size { get; init; }

    public string Hash { get; init; } = "";

    public DateTimeOffset UploadedAt { get; init; }

    public string UploadedBy { get; init; } = "";

    public ScanState Scan { get; init; }

    public string? Owner { get; init; }

    public bool IsClaimed { get; init; }

    public bool IsDropped { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static StoredFileRow Of(StoredFile file, RowStamp stamp) => new()
    {
        Id = file.Id,
        BranchId = file.BranchId,
        Name = file.Name,
        MediaType = file.MediaType,
        Size = file.Size,
        Hash = file.Hash,
        UploadedAt = file.UploadedAt,
        UploadedBy = file.UploadedBy,
        Scan = file.Scan,
        Owner = file.Owner,
        IsClaimed = file.IsClaimed,
        IsDropped = file.DroppedAt is not null,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

/// <summary>A piece of a file's bytes.</summary>
[Table("file_chunk")]
public sealed class FileChunkRow
{
    public string FileId { get; init; } = "";

    /// <summary>From 0.</summary>
    public int Number { get; init; }

    public DateTimeOffset At { get; init; }

    public byte[] Bytes { get; init; } = [];
}

internal sealed class StoredFileMapping : IEntityTypeConfiguration<StoredFileRow>, IEntityTypeConfiguration<FileChunkRow>
{
    public void Configure(EntityTypeBuilder<StoredFileRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<FileChunkRow> builder) => builder.HasKey(row => new { row.FileId, row.Number });
}
