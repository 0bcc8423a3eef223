namespace AfterSales.Access;

/// <summary>What a person does for the company (domain.md §1). A role always stands in an <see cref="Assignment"/>.</summary>
public enum Role
{
    Receptionist,
    Dispatcher,
    Technician,
    FollowUpAgent,
    Storekeeper,
    Accountant,
    BranchManager,
    ComplaintOfficer,
    QualityEngineer,
    Inspector,
    ServiceDirector,
    DepartmentMember,
    ProjectManager,
    Supplier,
    Dealer,
    Administrator,
    SalesManager,
}
