using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>Who may import what where; each kind of list has its own permission.</summary>
public sealed class ImportRights(ListImport import, ReferenceCache<IBranchGrain, Branch> branches, IGrainFactory grains)
{
    /// <summary>The branch, and the caller with only the roles that count; null where he may not, or there is no such branch.</summary>
    public async Task<(Branch Branch, Caller Caller)?> BranchFor(ListKind list, string branchId, Caller caller)
    {
        var permission = import.PermissionFor(list);
        var holder = caller.Holding(permission);
        return caller.May(permission) && holder.ActsFor(branchId) && RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId) && await branches.Get(branchId) is { } branch
            ? (branch, holder) : null;
    }

    /// <summary>Why <see cref="BranchFor"/> gives none.</summary>
    public async Task<Refusal> Refuse(string branchId, Caller caller) =>
        branchId.Length == 0 ? InputInvalid.At("branchId", "REQUIRED")
        : caller.ActsFor(branchId) && RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId) && await branches.Get(branchId) is not null ? new AuthNotAuthorized()
        : new NotFound(branchId);

    /// <summary>As chosen for the branch's lists of this kind, else guessed.</summary>
    public async Task<ColumnMapping> MappingFor(ListKind list, string branchId) =>
        (await grains.GetGrain<IImportMappingGrain>(IImportMappingGrain.KeyOf(list, branchId)).Read(Caller.System))?.Mapping ?? ColumnMapping.Guessed;
}
